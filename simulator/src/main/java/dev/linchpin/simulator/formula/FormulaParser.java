package dev.linchpin.simulator.formula;

import dev.linchpin.simulator.formula.Expression.Application;
import dev.linchpin.simulator.formula.Expression.Choice;
import dev.linchpin.simulator.formula.Expression.Literal;
import dev.linchpin.simulator.formula.Expression.Variable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a formula from the left, the loosest operator first. Used once, by one thread. */
final class FormulaParser {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\d+(?:\\.\\d+)?|\\.\\d+)|'([^']*)'|\"([^\"]*)\"|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|!=|==|[-+*/(),=<>]))");
    private static final Map<String, String> COMPARISONS =
            Map.of("=", "=", "==", "=", "equals", "=", "!=", "!=", "<", "<", ">", ">", "<=", "<=", ">=", ">=");
    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "elseif", "else", "endif", "and", "or", "not", "equals");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private record Token(String text, Kind kind) {}

    private enum Kind {
        NUMBER,
        TEXT,
        WORD,
        SIGN
    }

    FormulaParser(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(token(matcher));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException(
                    "unexpected \"" + text.substring(end).strip() + "\"");
        }
    }

    private static Token token(Matcher matcher) {
        if (matcher.group(1) != null) {
            return new Token(matcher.group(1), Kind.NUMBER);
        }
        if (matcher.group(4) != null) {
            return new Token(matcher.group(4), Kind.WORD);
        }
        if (matcher.group(5) != null) {
            return new Token(matcher.group(5), Kind.SIGN);
        }
        return new Token(matcher.group(2) == null ? matcher.group(3) : matcher.group(2), Kind.TEXT);
    }

    Expression parse() {
        Expression expression = alternatives();
        if (next < tokens.size()) {
            throw new IllegalArgumentException(
                    "unexpected \"" + tokens.get(next).text() + "\"");
        }
        return expression;
    }

    private Expression alternatives() {
        Expression left = conjunction();
        while (takes("or")) {
            left = new Application("or", List.of(left, conjunction()));
        }
        return left;
    }

    private Expression conjunction() {
        Expression left = negation();
        while (takes("and")) {
            left = new Application("and", List.of(left, negation()));
        }
        return left;
    }

    private Expression negation() {
        return takes("not") ? new Application("not", List.of(negation())) : comparison();
    }

    private Expression comparison() {
        Expression left = sum();
        String operator = COMPARISONS.get(peek());
        if (operator == null) {
            return left;
        }
        next++;
        return new Application(operator, List.of(left, sum()));
    }

    private Expression sum() {
        Expression left = product();
        while (peek().equals("+") || peek().equals("-")) {
            left = new Application(take(), List.of(left, product()));
        }
        return left;
    }

    private Expression product() {
        Expression left = sign();
        while (peek().equals("*") || peek().equals("/")) {
            left = new Application(take(), List.of(left, sign()));
        }
        return left;
    }

    private Expression sign() {
        return takes("-") ? new Application("-", List.of(new Literal(BigDecimal.ZERO), sign())) : operand();
    }

    private Expression operand() {
        if (next == tokens.size()) {
            throw new IllegalArgumentException("unexpected end of \"" + text + "\"");
        }
        Token token = tokens.get(next++);
        return switch (token.kind()) {
            case NUMBER -> new Literal(new BigDecimal(token.text()));
            case TEXT -> new Literal(token.text());
            case WORD -> word(token.text());
            case SIGN -> {
                if (!token.text().equals("(")) {
                    throw new IllegalArgumentException("unexpected \"" + token.text() + "\"");
                }
                Expression inner = alternatives();
                expect(")");
                yield inner;
            }
        };
    }

    private Expression word(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) {
            return new Literal(lower.equals("true"));
        }
        if (lower.equals("if")) {
            Expression choice = choice();
            expect("endif");
            return choice;
        }
        if (KEYWORDS.contains(lower)) {
            throw new IllegalArgumentException("unexpected \"" + word + "\"");
        }
        return takes("(") ? new Application(Functions.known(lower), arguments()) : new Variable(word);
    }

    private Expression choice() {
        Expression condition = alternatives();
        expect("then");
        Expression then = alternatives();
        @Nullable Expression otherwise = takes("elseif") ? choice() : takes("else") ? alternatives() : null;
        return new Choice(condition, then, otherwise);
    }

    private List<Expression> arguments() {
        var arguments = new ArrayList<Expression>();
        if (takes(")")) {
            return arguments;
        }
        do {
            arguments.add(alternatives());
        } while (takes(","));
        expect(")");
        return arguments;
    }

    private String peek() {
        if (next == tokens.size() || tokens.get(next).kind() == Kind.TEXT) {
            return "";
        }
        return tokens.get(next).text().toLowerCase(Locale.ROOT);
    }

    private String take() {
        return tokens.get(next++).text();
    }

    private boolean takes(String wanted) {
        if (peek().equals(wanted)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String wanted) {
        if (!takes(wanted)) {
            throw new IllegalArgumentException("\"" + wanted + "\" is missing");
        }
    }
}
