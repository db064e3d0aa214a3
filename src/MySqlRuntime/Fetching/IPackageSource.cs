namespace MySqlRuntime.Fetching;

/// <summary>Where packages come from. Apt in earnest; a fake in tests.</summary>
internal interface IPackageSource
{
    /// <summary>Reads the package lists and says what has to be fetched. Works in <paramref name="folder"/>.</summary>
    /// <exception cref="MySqlUnavailableException">No apt, no mirror, or no such packages.</exception>
    Task<PackagePlan> PlanAsync(string folder, IProgress<FetchProgress> progress, CancellationToken cancellationToken);

    /// <summary>Fetches what is missing into <paramref name="target"/>, keeping and continuing what an earlier, interrupted fetch left there.</summary>
    /// <exception cref="MySqlUnavailableException">The download did not finish.</exception>
    Task DownloadAsync(PackagePlan plan, string folder, string target, CancellationToken cancellationToken);
}
