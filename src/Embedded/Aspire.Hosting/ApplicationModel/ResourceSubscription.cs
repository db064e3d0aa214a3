using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of all resources at one moment, and every change after it, until disposed of.</summary>
internal sealed class ResourceSubscription(IReadOnlyList<ResourceEvent> current, ChannelReader<ResourceEvent> changes, Action end) : IDisposable
{
    public IReadOnlyList<ResourceEvent> Current { get; } = current;

    public ChannelReader<ResourceEvent> Changes { get; } = changes;

    public void Dispose() => end();
}
