namespace MySqlRuntime.Fetching;

/// <summary>The files of a private apt state below one folder.</summary>
internal sealed record AptState(string Folder)
{
    public string ConfigurationFile => Path.Combine(Folder, "apt.conf");

    /// <summary>Held by a running apt-get itself, so that one whose parent was killed is waited for and not worked against.</summary>
    public string RunLock => Path.Combine(Folder, "apt.lock");

    /// <summary>apt-get update succeeds without a list when it could not be fetched: only the list itself is a proof.</summary>
    public bool HasLists => Directory.Exists(Lists) && Directory.EnumerateFiles(Lists, "*_Packages*").Any();

    private string Lists => Path.Combine(Folder, "state/lists");

    public void Write(string mirror, string keyring)
    {
        Directory.CreateDirectory(Path.Combine(Lists, "partial"));
        Directory.CreateDirectory(Path.Combine(Folder, "cache/archives/partial"));
        Directory.CreateDirectory(Path.Combine(Folder, "empty"));
        File.WriteAllText(Path.Combine(Folder, "status"), "");
        File.WriteAllText(Path.Combine(Folder, "sources.list"), $"deb [signed-by={keyring}] {mirror} {DebianMySql.Suite} main\n");
        File.WriteAllText(ConfigurationFile, Configuration());
    }

    /// <summary>
    /// Read after the machine's own configuration (apt-get -c), so that proxies and the like hold; the hooks and lists of other tools are cleared.
    /// Root downloads as root: apt's own user could not enter a cache below /root.
    /// </summary>
    internal string Configuration() =>
        $"""
        #clear APT::Update::Pre-Invoke;
        #clear APT::Update::Post-Invoke;
        #clear APT::Update::Post-Invoke-Success;
        #clear DPkg::Pre-Invoke;
        #clear DPkg::Post-Invoke;
        #clear Acquire::IndexTargets::deb::DEP-11;
        #clear Acquire::IndexTargets::deb::DEP-11-icons;
        #clear Acquire::IndexTargets::deb::CNF;
        Dir::Etc::sourcelist "{Folder}/sources.list";
        Dir::Etc::sourceparts "{Folder}/empty";
        Dir::Etc::preferences "{Folder}/empty/preferences";
        Dir::Etc::preferencesparts "{Folder}/empty";
        Dir::State "{Folder}/state";
        Dir::State::status "{Folder}/status";
        Dir::Cache "{Folder}/cache";
        Acquire::Languages "none";
        Acquire::Retries "2";
        Acquire::http::Timeout "30";
        Acquire::https::Timeout "30";
        APT::Update::Error-Mode "any";
        APT::Install-Recommends "false";
        APT::Install-Suggests "false";
        APT::Get::AllowUnauthenticated "false";
        {(Environment.IsPrivilegedProcess ? "APT::Sandbox::User \"root\";" : "")}

        """;
}
