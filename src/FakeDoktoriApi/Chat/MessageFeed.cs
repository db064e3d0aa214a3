namespace FakeDoktoriApi.Chat;

/// <summary>
/// The only source of what subscribers are sent, on every instance: new rows of <c>messages</c>, whoever stored them.
/// <code>
/// SEND ─▶ instance A ─▶ INSERT ─▶ messages ◀─ look every 100 ms ── feed of A ─▶ hub of A ─▶ its sessions
///                 └─ wakes A's feed          ◀─ look every 100 ms ── feed of B ─▶ hub of B ─▶ its sessions
/// </code>
/// A look that fails changes nothing: the next one asks from the same position, on whichever server the pool then leads to.
/// One loop does everything that touches the position, so no message is published twice and none between a subscription and its look.
/// </summary>
internal sealed class MessageFeed(MessageStore store, ChatHub hub, ChatOptions options, TimeProvider time, ILogger<MessageFeed> logger) : BackgroundService
{
    private const int RowsAtOnce = 500;
    private const int NewestAtStart = 200;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly FeedPosition _position = new(time);
    private List<(Action Work, TaskCompletionSource Done)> _beforeLook = [];
    private List<(Action Work, TaskCompletionSource Done)> _afterLook = [];
    private long? _failingSince;
    private volatile bool _started;
    private bool _stopped;

    /// <summary>It knows where it stands: from here on nothing is missed.</summary>
    public bool HasStarted => _started;

    /// <summary>Looks now instead of at the next tick.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_wake.CurrentCount == 0)
            {
                _ = _wake.Release();
            }
        }
    }

    /// <summary>
    /// Does <paramref name="work"/> right after a look that begins after this call: everything committed before it has been published, nothing
    /// after it has. If that look fails the work is done all the same, so a subscriber may then get messages a little older than its subscription.
    /// </summary>
    public Task AfterNextLookAsync(Action work) => Queue(ref _afterLook, work);

    /// <summary>Publishes a message that a client has sent again. If this feed has not come to it yet, this is its first and only publishing.</summary>
    public Task RepeatAsync(StoredMessage message) => Queue(ref _beforeLook, () =>
    {
        if (_started)
        {
            _ = _position.Take(message.Message.MessageId);
        }

        hub.Publish(message);
    });

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                Finish(Take(ref _beforeLook));
                var waiting = Take(ref _afterLook);
                await TryLookAsync(stoppingToken);
                Finish(waiting);
                await _wake.WaitAsync(hub.HasSubscribers ? options.PollMs : options.IdlePollMs, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            lock (_gate)
            {
                _stopped = true;
            }

            Finish(Take(ref _beforeLook));
            Finish(Take(ref _afterLook));
        }
    }

    private async Task TryLookAsync(CancellationToken stop)
    {
        try
        {
            await LookAsync(stop);
            if (_failingSince is { } since)
            {
                logger.FeedBack((long)time.GetElapsedTime(since).TotalMilliseconds);
                _failingSince = null;
            }
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            if (_failingSince is null)
            {
                logger.FeedLost(exception);
                _failingSince = time.GetTimestamp();
            }
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        if (!_started)
        {
            _position.Start(await InTimeAsync(store.NewestIdsAsync(NewestAtStart), stop));
            _started = true;
            return;
        }

        List<StoredMessage> rows;
        do
        {
            rows = await InTimeAsync(store.ReadAsync(_position.Highest, _position.Holes, RowsAtOnce), stop);
            foreach (var row in rows)
            {
                if (_position.Take(row.Message.MessageId))
                {
                    hub.Publish(row);
                }
            }
        }
        while (rows.Count == RowsAtOnce);
        _position.ForgetOldHoles();
    }

    // A server that neither answers nor closes must not end the chat: what its session may still bring is ignored.
    private Task<T> InTimeAsync<T>(Task<T> look, CancellationToken stop) =>
        look.WaitAsync(TimeSpan.FromMilliseconds(options.PollTimeoutMs), time, stop);

    private Task Queue(ref List<(Action Work, TaskCompletionSource Done)> queue, Action work)
    {
        lock (_gate)
        {
            if (!_stopped)
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                queue.Add((work, done));
                Wake();
                return done.Task;
            }
        }

        work();
        return Task.CompletedTask;
    }

    private List<(Action Work, TaskCompletionSource Done)> Take(ref List<(Action Work, TaskCompletionSource Done)> queue)
    {
        lock (_gate)
        {
            var taken = queue;
            queue = [];
            return taken;
        }
    }

    private static void Finish(List<(Action Work, TaskCompletionSource Done)> waiting)
    {
        foreach (var (work, done) in waiting)
        {
            work();
            done.SetResult();
        }
    }
}
