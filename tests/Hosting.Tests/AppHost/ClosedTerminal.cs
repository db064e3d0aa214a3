namespace Hosting.Tests.AppHost;

/// <summary>A terminal whose window has been closed: every write fails.</summary>
internal sealed class ClosedTerminal : MemoryStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Input/output error");
}
