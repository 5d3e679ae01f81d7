"""The tables and columns that a database has now, which may be others than the models have."""


def columns_by_table(connection):
    """The names of the columns of every table, by a single statement."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, a.attname FROM pg_attribute a"
                " JOIN pg_class c ON c.oid = a.attrelid"
                " JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
                " AND a.attnum > 0 AND NOT a.attisdropped"
            )
        else:
            cursor.execute(
                "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
                " WHERE m.type = 'table'"
            )
        columns = {}
        for table, column in cursor.fetchall():
            columns.setdefault(table, set()).add(column)
    return columns


def holds(columns, model):
    """Whether the database has this model's table with every column that the model has."""
    wanted = {field.column for field in model._meta.local_concrete_fields}
    return wanted <= columns.get(model._meta.db_table, set())
