using MySqlConnector;

namespace LoadTests.Configuration;

/// <summary><c>LOADTESTS_DB</c>: the database that is asked by SQL.</summary>
internal static class DatabaseVariable
{
    private const string DefaultDatabase = "doktori";

    /// <param name="needed">Without a connection string that is an error.</param>
    /// <returns>A connection string that names a server and a database. Null when there is none, or an error.</returns>
    public static string? Read(Variables variables, bool needed)
    {
        if (variables.Value("LOADTESTS_DB") is not { } text)
        {
            if (needed)
            {
                variables.Refuse("--db needs a connection string in LOADTESTS_DB (not on the command line, which every user of this machine can read)");
            }

            return null;
        }

        try
        {
            var connection = new MySqlConnectionStringBuilder(text);
            if (connection.Server.Length == 0)
            {
                variables.Refuse("LOADTESTS_DB names no server");
            }

            if (connection.Database.Length == 0)
            {
                connection.Database = DefaultDatabase;
            }

            return connection.ConnectionString;
        }
        catch (ArgumentException)
        {
            // The exception may quote the value.
            variables.Refuse("LOADTESTS_DB is not a MySQL connection string; give 'Server=…;Port=…;User ID=…;Password=…;Database=doktori'");
            return null;
        }
    }
}
