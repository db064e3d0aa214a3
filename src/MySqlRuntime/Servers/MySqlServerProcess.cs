using System.Diagnostics;

namespace MySqlRuntime.Servers;

/// <summary>A running lab server. Disposing it stops it; its data directory stays, and can be started again.</summary>
public sealed class MySqlServerProcess : IAsyncDisposable
{
    private const int PortAttempts = 4;

    private readonly MySqlServerOptions _options;
    private readonly Process _process;
    private readonly Lifeline _lifeline;
    private bool _ended;

    private MySqlServerProcess(MySqlServerOptions options, Process process)
    {
        _options = options;
        _process = process;
        Pid = process.Id;
        _lifeline = Lifeline.Attach(Pid);
        // A server that ends by itself lets go of its lifeline: its process id may soon be another process's.
        process.Exited += (_, _) => _lifeline.Dispose();
        process.EnableRaisingEvents = true;
        RootConnectionString = LabConnectionString.For(options.Port, "root", options.RootPassword);
    }

    public string Name => _options.Name;

    public int Port => _options.Port;

    public int Pid { get; }

    public string DataDirectory => _options.DataDirectory;

    public string ErrorLog => Path.Combine(DataDirectory, ServerArguments.ErrorLogFile);

    /// <summary>Secret: carries root's password.</summary>
    public string RootConnectionString { get; }

    public bool HasExited => _ended || _process.HasExited;

    /// <summary>Prepares the data directory, starts the server and returns once root can log in.</summary>
    /// <exception cref="MySqlServerStartException">It ended, or did not answer within the deadline; the message carries its error log.</exception>
    public static async Task<MySqlServerProcess> StartAsync(MySqlInstallation installation, MySqlServerOptions options, CancellationToken cancellationToken = default)
    {
        options = options with { DataDirectory = Path.GetFullPath(options.DataDirectory) };
        await Servers.DataDirectory.PrepareAsync(installation, options.DataDirectory, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var chosen = options.Port == 0 ? options with { Port = FreePort.Next() } : options;
            try
            {
                return await StartOnceAsync(installation, chosen, cancellationToken);
            }
            catch (MySqlServerStartException) when (options.Port == 0 && attempt < PortAttempts && !FreePort.IsFree(chosen.Port))
            {
                // Somebody took the port between our asking for it and the server's binding it.
            }
        }
    }

    /// <summary>Orderly stop (SIGTERM), bounded, then SIGKILL. True when the server ended by itself.</summary>
    public async Task<bool> StopAsync()
    {
        if (_ended)
        {
            return true;
        }

        if (!_process.HasExited)
        {
            _ = PosixSignal.Send(Pid, PosixSignal.Terminate);
        }

        using var deadline = new CancellationTokenSource(_options.StopDeadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            return false;
        }

        Release();
        return true;
    }

    /// <summary>The server dies at once (SIGKILL), as in a crash.</summary>
    public async Task KillAsync()
    {
        if (_ended)
        {
            return;
        }

        _process.Kill();
        await _process.WaitForExitAsync();
        Release();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<MySqlServerProcess> StartOnceAsync(MySqlInstallation installation, MySqlServerOptions options, CancellationToken cancellationToken)
    {
        var rootAccount = RootAccountFile.NeededIn(options.DataDirectory) ? RootAccountFile.PathIn(options.DataDirectory) : null;
        if (rootAccount is not null)
        {
            RootAccountFile.Write(rootAccount, options.RootPassword);
        }

        var start = ServerStart.Launch(installation, options, rootAccount);
        var server = new MySqlServerProcess(options, start.Process);
        try
        {
            await start.AnswersAsync(cancellationToken);
            RootAccountFile.Done(options.DataDirectory);
            return server;
        }
        catch
        {
            await server.KillAsync();
            throw;
        }
        finally
        {
            File.Delete(RootAccountFile.PathIn(options.DataDirectory));
        }
    }

    private void Release()
    {
        _ended = true;
        _lifeline.Dispose();
        _process.Dispose();
    }
}
