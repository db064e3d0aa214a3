namespace FakeDoktoriApi.Stomp;

/// <summary>What the frames of one session mean. Called for one frame at a time: while it works nothing more is read from the client.</summary>
internal interface IStompHandler
{
    /// <returns><c>null</c>, or why the session must end.</returns>
    ValueTask<StompProblem?> HandleAsync(StompFrame frame);
}
