using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Logs;

/// <summary>A log's lines at one moment, and those after it, until disposed of.</summary>
internal sealed class LogSubscription(IReadOnlyList<LogLine> current, ChannelReader<LogLine> added, Action end) : IDisposable
{
    public IReadOnlyList<LogLine> Current { get; } = current;

    public ChannelReader<LogLine> Added { get; } = added;

    public void Dispose() => end();
}
