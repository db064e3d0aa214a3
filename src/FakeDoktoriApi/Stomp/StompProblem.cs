namespace FakeDoktoriApi.Stomp;

/// <summary>What is wrong, in words a client's developer can use. Never holds a header's value: it could be a token.</summary>
internal sealed record StompProblem(StompFault Fault, string Message)
{
    /// <summary>What the frame ERROR says beside <c>message</c>: the versions this server speaks, after an offer of others.</summary>
    public string? Versions { get; init; }

    public static StompProblem Malformed(string message) => new(StompFault.Malformed, message);

    public static StompProblem TooLarge(string message) => new(StompFault.TooLarge, message);

    public static StompProblem Refused(string message) => new(StompFault.Refused, message);
}
