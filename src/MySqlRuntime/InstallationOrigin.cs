namespace MySqlRuntime;

/// <summary>Where an installation was found.</summary>
public enum InstallationOrigin
{
    /// <summary>Named by an option or by <c>LAB_MYSQLD</c>.</summary>
    Explicit,

    /// <summary><c>mysqld</c> on PATH or in /usr/sbin.</summary>
    Path,

    /// <summary>Debian's packages, unpacked into the user's cache.</summary>
    DebianPackages,
}
