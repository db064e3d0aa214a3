using MySqlRuntime;

namespace Migration.Dump;

/// <summary>The client programs a dump needs.</summary>
internal sealed record DumpTools(MySqlRuntime.CommandLine Mysqldump, MySqlRuntime.CommandLine Mysql)
{
    /// <summary>The named mysqldump with the mysql beside it, or those of the MySQL that is found or fetched.</summary>
    public static async Task<DumpTools> FindAsync(string? mysqldumpPath, CancellationToken cancellation)
    {
        if (mysqldumpPath is null)
        {
            var installation = await MySqlLocator.FindOrFetchAsync(cancellationToken: cancellation);
            return new DumpTools(installation.Tool("mysqldump"), installation.Tool("mysql"));
        }

        if (!File.Exists(mysqldumpPath))
        {
            throw new FileNotFoundException($"mysqldump is not at {mysqldumpPath}");
        }

        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(mysqldumpPath))!, "mysql");
        return new DumpTools(new MySqlRuntime.CommandLine(mysqldumpPath), new MySqlRuntime.CommandLine(File.Exists(beside) ? beside : "mysql"));
    }
}
