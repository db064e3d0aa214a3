using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Logs;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// What the dashboard reads. Its streams end only when the reader leaves or the host does, and then as unavailable:
/// after an orderly end the dashboard would connect again in a tight loop.
/// </summary>
internal sealed partial class DashboardService(
    DashboardOptions options,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    ResourceCommandService commands,
    ResourceInstances instances,
    ResourceMessages messages,
    ResourceServiceStopping stopping,
    ILogger<DashboardService> logger) : Wire.DashboardService.DashboardServiceBase
{
    /// <summary>Lines in one message.</summary>
    private const int Batch = 200;

    public override Task<Wire.ApplicationInformationResponse> GetApplicationInformation(Wire.ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.ApplicationInformationResponse { ApplicationName = options.ApplicationName });

    public override Task WatchResources(Wire.WatchResourcesRequest request, IServerStreamWriter<Wire.WatchResourcesUpdate> responseStream, ServerCallContext context) => StreamAsync(context, async cancellation =>
    {
        using var subscription = notifications.Subscribe();
        var initial = new Wire.InitialResourceData();
        initial.Resources.Add(Messages(subscription.Current));
        await responseStream.WriteAsync(new Wire.WatchResourcesUpdate { InitialData = initial }, cancellation);
        while (await subscription.Changes.WaitToReadAsync(cancellation))
        {
            // Of several changes of one resource only the last matters: each message replaces the whole resource.
            var latest = new Dictionary<IResource, ResourceEvent>();
            while (subscription.Changes.TryRead(out var change))
            {
                latest[change.Resource] = change;
            }

            var changes = new Wire.WatchResourcesChanges();
            changes.Value.Add(Messages(latest.Values).Select(resource => new Wire.WatchResourcesChange { Upsert = resource }));
            await responseStream.WriteAsync(new Wire.WatchResourcesUpdate { Changes = changes }, cancellation);
        }
    });

    public override async Task WatchResourceConsoleLogs(Wire.WatchResourceConsoleLogsRequest request, IServerStreamWriter<Wire.WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context)
    {
        var log = loggers.LogOf(Find(request.ResourceName).Name);
        using var subscription = log.Follow();
        foreach (var lines in subscription.Current.Chunk(Batch))
        {
            await responseStream.WriteAsync(Update(lines), context.CancellationToken);
        }

        // The one stream that is asked to end.
        if (!request.SuppressFollow)
        {
            await StreamAsync(context, cancellation => FollowAsync(subscription, responseStream, cancellation));
        }
    }

    public override async Task<Wire.ResourceCommandResponse> ExecuteResourceCommand(Wire.ResourceCommandRequest request, ServerCallContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping.Token);
        var result = await commands.ExecuteCommandAsync(Find(request.ResourceName), request.CommandName, either.Token);
        var response = new Wire.ResourceCommandResponse
        {
            Kind = result switch
            {
                { Success: true } => Wire.ResourceCommandResponseKind.Succeeded,
                { Canceled: true } => Wire.ResourceCommandResponseKind.Cancelled,
                _ => Wire.ResourceCommandResponseKind.Failed,
            },
        };
        if (result.Message is { } message)
        {
            response.Message = message;
        }

        return response;
    }

    /// <summary>The host has nothing to ask, but without this stream the dashboard never finishes loading.</summary>
    public override Task WatchInteractions(IAsyncStreamReader<Wire.WatchInteractionsRequestUpdate> requestStream, IServerStreamWriter<Wire.WatchInteractionsResponseUpdate> responseStream, ServerCallContext context) =>
        StreamAsync(context, async cancellation =>
        {
            while (await requestStream.MoveNext(cancellation))
            {
                // Answers to questions of another host that stood at this address.
            }

            await Task.Delay(Timeout.Infinite, cancellation);
        });

    private static async Task FollowAsync(LogSubscription subscription, IServerStreamWriter<Wire.WatchResourceConsoleLogsUpdate> responseStream, CancellationToken cancellation)
    {
        while (await subscription.Added.WaitToReadAsync(cancellation))
        {
            var lines = new List<LogLine>();
            while (lines.Count < Batch && subscription.Added.TryRead(out var line))
            {
                lines.Add(line);
            }

            await responseStream.WriteAsync(Update(lines), cancellation);
        }
    }

    private static Wire.WatchResourceConsoleLogsUpdate Update(IEnumerable<LogLine> lines)
    {
        var update = new Wire.WatchResourceConsoleLogsUpdate();
        update.LogLines.Add(lines.Select(line => new Wire.ConsoleLogLine { LineNumber = line.LineNumber, Text = line.Content, IsStdErr = line.IsErrorMessage }));
        return update;
    }

    /// <summary>Runs a stream until the reader leaves or the host stops.</summary>
    private async Task StreamAsync(ServerCallContext context, Func<CancellationToken, Task> write)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping.Token);
        try
        {
            await write(either.Token);
        }
        catch (Exception error) when (context.CancellationToken.IsCancellationRequested && error is OperationCanceledException or IOException or InvalidOperationException)
        {
            return;
        }
        catch (OperationCanceledException) when (stopping.Token.IsCancellationRequested)
        {
            // As below.
        }

        throw new RpcException(new Status(StatusCode.Unavailable, "The host is stopping."));
    }

    private IEnumerable<Wire.Resource> Messages(IEnumerable<ResourceEvent> changes)
    {
        foreach (var message in changes.Select(messages.Of))
        {
            if (ResourceValidation.ProblemsOf(message) is { Count: > 0 } problems)
            {
                NotSent(message.DisplayName, string.Join("; ", problems));
                continue;
            }

            yield return message;
        }
    }

    private IResource Find(string name) => instances.Find(name) ?? throw new RpcException(new Status(StatusCode.NotFound, $"There is no resource named '{name}'."));

    [LoggerMessage(EventId = 1401, Level = LogLevel.Error, Message = "{Resource} is not shown in the dashboard: {Problems}.")]
    private partial void NotSent(string resource, string problems);
}
