namespace Migration;

/// <summary>One running copy of a service.</summary>
/// <param name="Name">Its name in the edge's upstream table and, where the lab's host starts it, the resource's.</param>
/// <param name="Url">Base address at which we and the edge reach it, e.g. <c>http://127.0.0.1:8080</c>.</param>
public sealed record ServiceInstance(string Name, Uri Url)
{
    /// <summary>Shell command that starts it, e.g. <c>ssh new docker start api</c>; null: the host's control API does. Exit code 0 means done.</summary>
    public string? StartCommand { get; init; }

    /// <summary>Shell command that stops it and returns when it is stopped; null: the host's control API does.</summary>
    public string? StopCommand { get; init; }

    /// <summary>As the edge's table wants it.</summary>
    internal string HostAndPort => $"{Url.Host}:{Url.Port}";
}
