using System.Diagnostics;
using System.Globalization;
using MySqlRuntime.Containers;

namespace Aspire.Hosting.Processes;

/// <summary>
/// A shell that outlives the host for a moment. It holds the other end of a pipe: when the host is gone, even by kill -9,
/// the pipe ends, and the warden ends every process group it still knows of: SIGTERM, two seconds, SIGKILL.
/// Containers, whose data nobody wants any more, it kills at once and removes, however the host ended.
/// <code>
///  host ──"+ 4711"──▶ warden      host ✖ ──end of pipe──▶ warden ──kill──▶ group 4711
/// </code>
/// </summary>
internal sealed class Warden : IDisposable
{
    // "kill -s TERM -- -4711" is the one form that dash, bash and busybox all take.
    private const string Script = """
        exec >/dev/null 2>&1
        trap '' HUP INT TERM
        groups=' '
        containers=
        while read -r sign pid engine; do
          case $sign in
            +) groups="$groups$pid " ;;
            '*') containers="$containers $pid"; remover=$engine ;;
            -) case $groups in *" $pid "*) groups="${groups%% $pid *} ${groups#* $pid }" ;; esac ;;
          esac
        done
        signal() { sent=1; for pid in $groups; do kill -s "$1" -- "-$pid" && sent=0 || { kill -s "$1" "$pid" && sent=0; }; done; return $sent; }
        [ -z "$containers" ] || "$remover" kill --signal=KILL $containers &
        signal TERM
        signal CONT
        for tick in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
          signal 0 || break
          sleep 0.1
        done
        signal 0 && signal KILL
        wait
        [ -z "$containers" ] || "$remover" rm --force --volumes $containers
        """;

    /// <summary>How long the removal of containers may hold up the end.</summary>
    private static readonly TimeSpan LongestRemoval = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Process process;
    private readonly HashSet<string> containers = [];

    private Warden(Process process)
    {
        this.process = process;
    }

    public static Warden Start(string? setsid)
    {
        string[] commandLine = setsid is null ? ["/bin/sh", "-c", Script] : [setsid, "/bin/sh", "-c", Script];
        var description = new ProcessStartInfo(commandLine[0], commandLine[1..]) { UseShellExecute = false, RedirectStandardInput = true };
        return new Warden(Process.Start(description) ?? throw new DistributedApplicationException("/bin/sh could not be started."));
    }

    public void Watch(int pid) => Tell('+', pid);

    public void Forget(int pid) => Tell('-', pid);

    /// <summary>A container that must not outlive the host; it is removed with its data.</summary>
    public void RemoveAtEnd(MySqlContainer container)
    {
        bool isNew;
        lock (gate)
        {
            isNew = containers.Add(container.Name);
        }

        if (isNew)
        {
            Tell('*', $"{container.Name} {container.Image.Engine.File}");
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            process.StandardInput.Close();
            if (containers.Count > 0)
            {
                process.WaitForExit(LongestRemoval);
            }

            process.Dispose();
        }
    }

    private void Tell(char sign, int pid) => Tell(sign, pid.ToString(CultureInfo.InvariantCulture));

    private void Tell(char sign, string what)
    {
        try
        {
            lock (gate)
            {
                process.StandardInput.WriteLine($"{sign} {what}");
                process.StandardInput.Flush();
            }
        }
        catch (IOException)
        {
            // Someone has ended the warden. The host still stops its children; only its own sudden death would leave them.
        }
    }
}
