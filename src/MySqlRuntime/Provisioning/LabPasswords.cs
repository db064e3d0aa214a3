using System.Security.Cryptography;

namespace MySqlRuntime.Provisioning;

/// <summary>The passwords of one lab. Secret: a class rather than a record, so that none is ever printed.</summary>
public sealed class LabPasswords(string root, string admin, string application, string replication)
{
    /// <summary>root, on the source what the operators use; on the target the lab's own.</summary>
    public string Root { get; } = root;

    /// <summary>admin, the target's highest account, as on RDS.</summary>
    public string Admin { get; } = admin;

    /// <summary>doktori_app, on both.</summary>
    public string Application { get; } = application;

    /// <summary>repl, on both. 32 characters at most: the limit of CHANGE REPLICATION SOURCE TO.</summary>
    public string Replication { get; } = replication;

    /// <summary>New random ones, of letters and digits only, so that they pass through any quoting.</summary>
    public static LabPasswords Generate() => new(One(), One(), One(), One());

    internal static string One() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 24);
}
