namespace AppHost.CommandLine;

/// <summary>Who runs the MySQL servers (<c>--mysql</c>).</summary>
internal enum MySqlChoice
{
    /// <summary>Programs of this machine with the embedded package set, Aspire's containers with the full one.</summary>
    Default,

    /// <summary>Executable resources, which both package sets have.</summary>
    Native,

    /// <summary>Containers: by the docker or podman command line with the embedded set, by Aspire with the full one.</summary>
    Container,
}
