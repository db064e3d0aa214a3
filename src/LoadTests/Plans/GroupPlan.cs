namespace LoadTests.Plans;

/// <summary>Virtual users who all loop the same steps. One group is one scenario of the engine.</summary>
internal sealed record GroupPlan(string Name, int VirtualUsers, params IReadOnlyList<Step> Steps)
{
    /// <summary>Each user has one connection of its own, and keeps it.</summary>
    public bool OwnConnection { get; init; }

    /// <summary>
    /// The users begin evenly over this time instead of all at once. Users with one fixed think time would keep step for the whole run, and an outage
    /// of a tenth of a second would meet all of them or none.
    /// </summary>
    public TimeSpan BeginsOver { get; init; }

    public bool SignedIn => Requests.Any(request => request.SignedIn) || Steps.OfType<ActStep>().Any(act => act.SignedIn);

    /// <summary>All it may send.</summary>
    public IEnumerable<RequestPlan> Requests => Steps.SelectMany(step => step switch
    {
        SendStep send => send.OneOf.Concat(send.IfOk),
        ActStep act => act.Sends,
        _ => [],
    });

    /// <summary>Never fewer than one.</summary>
    public GroupPlan Scaled(double scale) => this with { VirtualUsers = Math.Max(1, (int)Math.Round(VirtualUsers * scale, MidpointRounding.AwayFromZero)) };
}
