using System.Globalization;
using System.Text;
using MySqlConnector;

namespace Migration.Dump;

/// <summary>An option file for MySQL's client programs, readable by us alone: a password never goes into an argument list. Deleted after use.</summary>
internal sealed class ClientOptionsFile : IDisposable
{
    private readonly string _folder;

    private ClientOptionsFile(string folder, string path)
    {
        _folder = folder;
        Path = path;
    }

    public string Path { get; }

    public static ClientOptionsFile Write(string connectionString)
    {
        var folder = Directory.CreateTempSubdirectory("doktori-lab-").FullName;
        var path = System.IO.Path.Combine(folder, "client.cnf");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(path, new UTF8Encoding(false), options))
        {
            writer.Write(Text(connectionString));
        }

        return new ClientOptionsFile(folder, path);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The same server, account and TLS as the connection string.</summary>
    internal static string Text(string connectionString)
    {
        var from = new MySqlConnectionStringBuilder(connectionString);
        var text = new StringBuilder("[client]\n");
        text.Append(CultureInfo.InvariantCulture, $"protocol=tcp\nhost={Quoted(from.Server)}\nport={from.Port}\nuser={Quoted(from.UserID)}\npassword={Quoted(from.Password)}\n");
        text.Append(CultureInfo.InvariantCulture, $"ssl-mode={Mode(from.SslMode)}\n");
        if (from.SslCa.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"ssl-ca={Quoted(from.SslCa)}\n");
        }

        if (from.AllowPublicKeyRetrieval)
        {
            text.Append("get-server-public-key\n");
        }

        return text.ToString();
    }

    private static string Quoted(string value) =>
        "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Mode(MySqlSslMode mode) => mode switch
    {
        MySqlSslMode.Required => "REQUIRED",
        MySqlSslMode.VerifyCA => "VERIFY_CA",
        MySqlSslMode.VerifyFull => "VERIFY_IDENTITY",
        MySqlSslMode.Preferred => "PREFERRED",
        _ => "DISABLED",
    };
}
