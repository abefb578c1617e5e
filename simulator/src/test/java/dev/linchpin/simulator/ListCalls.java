package dev.linchpin.simulator;

import java.util.List;

/** Calls about lists under 2026-09, and the JSON that they take. */
public final class ListCalls {

    public static final String LISTS = "/crm/lists/2026-09";

    private ListCalls() {}

    /** Creates a dynamic list of contacts and answers its id. */
    public static String dynamic(TestAccount account, String name, String filter) {
        return create(account, """
                {"name":"%s","objectTypeId":"0-1","processingType":"DYNAMIC","filterBranch":%s}""".formatted(name, branch(filter)));
    }

    /** Creates a list and answers its id. */
    public static String create(TestAccount account, String body) {
        Answer answer = account.post(LISTS, body);
        if (answer.status() != 200) {
            throw new IllegalArgumentException(answer.response().text());
        }
        return answer.text("/list/listId");
    }

    public static String branch(String filters) {
        return "{\"filterBranchType\":\"OR\",\"filterBranches\":[{\"filterBranchType\":\"AND\",\"filters\":[" + filters
                + "]}]}";
    }

    public static String city(String city) {
        return property(
                "city", "\"operationType\":\"MULTISTRING\",\"operator\":\"IS_EQUAL_TO\",\"values\":[\"" + city + "\"]");
    }

    public static String inList(String id) {
        return "{\"filterType\":\"IN_LIST\",\"operator\":\"IN_LIST\",\"listId\":\"" + id + "\"}";
    }

    public static String property(String name, String operation) {
        return "{\"filterType\":\"PROPERTY\",\"property\":\"" + name + "\",\"operation\":{" + operation + "}}";
    }

    /** The ids of a list's members. */
    public static List<String> members(TestAccount account, String list) {
        return members(account.get(LISTS + "/" + list + "/memberships"));
    }

    public static List<String> members(Answer page) {
        return page.json()
                .path("results")
                .valueStream()
                .map(member -> member.path("recordId").asString())
                .toList();
    }
}
