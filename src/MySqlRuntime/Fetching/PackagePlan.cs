namespace MySqlRuntime.Fetching;

/// <summary>What will be fetched: the server, the client programs and every library they need.</summary>
internal sealed record PackagePlan(IReadOnlyList<DebianPackage> Packages)
{
    public long TotalBytes => Packages.Sum(package => package.Size);

    /// <summary>The version of the server package, such as 9.7.4-2.</summary>
    public string ServerVersion => Packages.Single(package => package.Name == DebianMySql.ServerPackage).Version;
}
