"""The three roles and what each may do, as SQL: run by the runtime on the embedded server, by a DBA on another."""

from collections.abc import Iterator

import psycopg
from psycopg import sql

from mingjian.runtime.addresses import DATABASE
from mingjian.runtime.keys import Keys

EXTENSIONS = ("ltree", "pg_trgm", "btree_gist", "btree_gin")
ROLE_OPTIONS = {
    "mingjian_owner": "LOGIN NOSUPERUSER NOCREATEROLE CREATEDB NOREPLICATION NOBYPASSRLS",
    "mingjian_desk": "LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS",
    "mingjian_portal": "LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS",
}

# So that the owner may end sessions of the other two before it changes or drops a database.
MEMBERSHIP = "GRANT mingjian_desk, mingjian_portal TO mingjian_owner"

# Run inside each database that the owner owns. Functions are open to everybody by default in PostgreSQL, and the
# public schema too: both are closed, so that the portal can do nothing but what is granted to it by name.
INSIDE = """\
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO mingjian_desk;
ALTER DEFAULT PRIVILEGES FOR ROLE mingjian_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE mingjian_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mingjian_desk;
ALTER DEFAULT PRIVILEGES FOR ROLE mingjian_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO mingjian_desk;
ALTER DEFAULT PRIVILEGES FOR ROLE mingjian_owner IN SCHEMA public
  GRANT EXECUTE ON FUNCTIONS TO mingjian_desk;
"""


def database_grants(database: str) -> Iterator[sql.Composed]:
    """Who may connect to the database: the three roles and nobody else. The desk works on sets in temporary tables."""
    name = sql.Identifier(database)
    yield sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name)
    yield sql.SQL("GRANT CONNECT ON DATABASE {} TO mingjian_desk, mingjian_portal").format(name)
    yield sql.SQL("GRANT TEMPORARY ON DATABASE {} TO mingjian_desk").format(name)


def prepare_roles(connection: "psycopg.Connection[tuple[object, ...]]", keys: Keys) -> None:
    """Make the roles that are missing, and give all three the passwords of the keys folder."""
    present = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    passwords = (keys.owner_password, keys.desk_password, keys.portal_password)
    for (role, options), password in zip(ROLE_OPTIONS.items(), passwords, strict=True):
        verb = sql.SQL("ALTER ROLE" if role in present else "CREATE ROLE")
        connection.execute(
            sql.SQL("{} {} {} PASSWORD {}").format(verb, sql.Identifier(role), sql.SQL(options), sql.Literal(password))
        )
    connection.execute(MEMBERSHIP)


def prepare_extensions(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """All four are trusted extensions: the database's owner may create them too."""
    for name in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))


def script_for_administrators(database: str = DATABASE) -> str:
    """A psql script that prepares an outside server. Passwords are asked for by psql, not written here."""
    roles = "\n".join(
        f"SELECT 'CREATE ROLE {role}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec\n"
        f"ALTER ROLE {role} {options};\n\\password {role}"
        for role, options in ROLE_OPTIONS.items()
    )
    extensions = "\n".join(f"CREATE EXTENSION IF NOT EXISTS {name};" for name in EXTENSIONS)
    # Nothing here comes from outside: the caller lets plain names through only.
    return f"""\
-- Prepares a PostgreSQL server (17 or later) for Mingjian. Run it as a superuser:  psql -f roles.sql postgres
SET password_encryption = 'scram-sha-256';
{roles}
{MEMBERSHIP};
SELECT 'CREATE DATABASE {database} OWNER mingjian_owner TEMPLATE template0 ENCODING ''UTF8'''
  || ' LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C.UTF-8'''
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO mingjian_desk, mingjian_portal;
GRANT TEMPORARY ON DATABASE {database} TO mingjian_desk;
\\connect {database}
{extensions}
{INSIDE}"""
