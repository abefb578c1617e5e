package dev.linchpin.database.rows;

import dev.linchpin.engine.model.Field;
import java.util.List;

/**
 * Changes that one statement text can make.
 *
 * @param fields whose columns are written, in the mapping's order
 * @param withRecord the row's HubSpot id is written too
 */
record Group(List<Field> fields, boolean withRecord) {}
