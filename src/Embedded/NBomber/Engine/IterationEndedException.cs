using NBomber.Contracts;

namespace NBomber.Engine;

/// <summary>Carries a failed step out of its iteration, as the package does; never reaches a caller of the engine.</summary>
internal sealed class IterationEndedException(IResponse response) : Exception("A step failed and ended its iteration.")
{
    public IResponse Response { get; } = response;
}
