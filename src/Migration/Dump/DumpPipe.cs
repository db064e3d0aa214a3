using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.RegularExpressions;
using Migration.Replication;
using Migration.Running;

namespace Migration.Dump;

/// <summary>
/// mysqldump → this process → mysql. One consistent snapshot (--single-transaction), its GTID set from the dump's own header: mysqldump takes both
/// under FLUSH TABLES WITH READ LOCK, which --source-data asks for, so they belong together whatever is written meanwhile.
/// </summary>
internal sealed partial class DumpPipe(RunContext run, DumpTools tools)
{
    private const int KeptErrorText = 4000;

    /// <summary>Older ones read the GTID set after the snapshot. https://dev.mysql.com/doc/relnotes/mysql/8.0/en/news-8-0-32.html</summary>
    public static readonly Version Oldest = new(8, 0, 32);

    /// <summary>Bytes read from mysqldump so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Version of the mysqldump; null when it does not say.</summary>
    public static async Task<Version?> VersionAsync(DumpTools tools, CancellationToken cancellation)
    {
        using var process = Start(tools.Mysqldump, ["--version"]);
        process.StandardInput.Close();
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return Numbers().Match(text) is { Success: true } match ? Version.Parse(match.Value) : null;
    }

    /// <returns>The GTID set of the dump.</returns>
    public async Task<GtidSet> CopyAsync(CancellationToken cancellation)
    {
        using var from = ClientOptionsFile.Write(run.Options.Source.ConnectionString);
        using var to = ClientOptionsFile.Write(run.Options.Target.ConnectionString);
        using var dump = Start(tools.Mysqldump,
        [
            $"--defaults-file={from.Path}", "--single-transaction", "--source-data=2", "--set-gtid-purged=COMMENTED", "--hex-blob", "--routines", "--triggers", "--events",
            "--no-tablespaces", "--default-character-set=utf8mb4", "--max-allowed-packet=1G", "--databases", run.Options.Database,
        ]);
        using var load = Start(tools.Mysql, [$"--defaults-file={to.Path}", "--default-character-set=utf8mb4", "--binary-mode", "--max-allowed-packet=1G"]);
        dump.StandardInput.Close();
        try
        {
            var complaints = Task.WhenAll(TailAsync(dump.StandardError, cancellation), TailAsync(load.StandardError, cancellation), TailAsync(load.StandardOutput, cancellation));
            var filter = new DumpFilter();
            var broken = await PumpAsync(dump.StandardOutput.BaseStream, load.StandardInput.BaseStream, filter, cancellation);
            load.StandardInput.Close();
            await load.WaitForExitAsync(cancellation);
            if (load.ExitCode != 0 || broken is not null)
            {
                // Loading failed first; mysqldump only noticed that nobody reads any more.
                dump.Kill();
            }

            await dump.WaitForExitAsync(cancellation);
            var said = await complaints;
            return load.ExitCode != 0 ? throw new InvalidOperationException($"loading into {run.Target.Name} failed: {said[1].Trim()}")
                : dump.ExitCode != 0 ? throw new InvalidOperationException($"mysqldump of {run.Source.Name} failed: {said[0].Trim()}")
                : filter.Gtids ?? throw new InvalidOperationException("the dump holds no GTID set: is gtid_mode ON on the source?");
        }
        finally
        {
            End(dump);
            End(load);
        }
    }

    private static Process Start(MySqlRuntime.CommandLine tool, IReadOnlyList<string> arguments) =>
        Process.Start(tool.ToStartInfo(arguments)) ?? throw new InvalidOperationException($"{tool.File} could not be started");

    /// <summary>Copies line by line. A loader that stopped reading ends the copy; why it did, its error output says.</summary>
    private async Task<IOException?> PumpAsync(Stream dump, Stream load, DumpFilter filter, CancellationToken cancellation)
    {
        var reader = PipeReader.Create(dump, new StreamPipeReaderOptions(bufferSize: 1 << 17));
        var lastTold = run.Time.GetTimestamp();
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            var before = buffer.Length;
            try
            {
                while (NextLine(ref buffer, read.IsCompleted) is { } line)
                {
                    if (filter.Passes(line.Span))
                    {
                        await load.WriteAsync(line, cancellation);
                        await load.WriteAsync(LineFeed, cancellation);
                    }
                }
            }
            catch (IOException broken)
            {
                return broken;
            }

            Bytes += before - buffer.Length;
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (run.Time.GetElapsedTime(lastTold) > TimeSpan.FromSeconds(1))
            {
                lastTold = run.Time.GetTimestamp();
                run.Progress($"{Bytes / 1024 / 1024} MiB loaded", new Dictionary<string, object?> { [FactNames.DumpBytes] = Bytes });
            }

            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private static readonly byte[] LineFeed = "\n"u8.ToArray();

    private static ReadOnlyMemory<byte>? NextLine(ref ReadOnlySequence<byte> buffer, bool completed)
    {
        var end = buffer.PositionOf((byte)'\n');
        if (end is null && (!completed || buffer.IsEmpty))
        {
            return null;
        }

        var line = end is { } at ? buffer.Slice(0, at) : buffer;
        buffer = end is { } position ? buffer.Slice(buffer.GetPosition(1, position)) : buffer.Slice(buffer.End);
        return line.IsSingleSegment ? line.First : line.ToArray();
    }

    private static async Task<string> TailAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = "";
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            // The warning that a dump of one database carries the GTIDs of all is known and meant.
            if (!line.Contains("A partial dump from a server that has GTIDs", StringComparison.Ordinal))
            {
                text = text.Length > KeptErrorText ? text : text + line + "\n";
            }
        }

        return text;
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
