using System.Diagnostics;
using MySqlConnector;

namespace MySqlRuntime.Servers;

/// <summary>One attempt to start a server: launches it and waits until it, and nobody else, answers.</summary>
internal sealed class ServerStart
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(40);

    private readonly MySqlServerOptions _options;
    private readonly ServerOutput _output;
    private readonly string _rootConnectionString;

    private ServerStart(MySqlServerOptions options, Process process)
    {
        _options = options;
        _output = new ServerOutput(process);
        _rootConnectionString = LabConnectionString.For(options.Port, "root", options.RootPassword) + ";Pooling=false";
        Process = process;
    }

    public Process Process { get; }

    /// <summary>
    /// A server writes its pid file when it has bound its port. Until then, whoever answers there is somebody else, perhaps with the same password,
    /// and ours is about to end for want of a port.
    /// </summary>
    private bool HasThePort => File.Exists(PidFileIn(_options.DataDirectory));

    public static ServerStart Launch(MySqlInstallation installation, MySqlServerOptions options, string? rootAccount)
    {
        KeepPreviousErrorLog(options.DataDirectory);
        File.Delete(PidFileIn(options.DataDirectory)); // A crash leaves it behind.
        var command = DetachedCommand.Of(installation.Tool("mysqld"));
        var process = new Process { StartInfo = command.ToStartInfo(ServerArguments.Build(installation, options, rootAccount)) };
        process.StartInfo.WorkingDirectory = options.DataDirectory;
        var start = new ServerStart(options, process);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return start;
    }

    /// <exception cref="MySqlServerStartException">It ended, or did not answer within the deadline.</exception>
    public async Task AnswersAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.StartDeadline);
        try
        {
            while (!Process.HasExited)
            {
                var answer = await AskAsync(deadline.Token);
                if (answer is ServerAnswer.Welcome && HasThePort)
                {
                    return;
                }

                if (answer is ServerAnswer.Refused && HasThePort)
                {
                    throw Failure("refuses root's password: its data directory was made with another one", ended: false);
                }

                await Task.Delay(AskEvery, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"did not answer within {_options.StartDeadline.TotalSeconds:0} s", ended: false);
        }

        throw Failure($"ended with exit code {Process.ExitCode} while starting", ended: true);
    }

    private static string PidFileIn(string dataDirectory) => Path.Combine(dataDirectory, ServerArguments.PidFile);

    private static void KeepPreviousErrorLog(string dataDirectory)
    {
        var log = Path.Combine(dataDirectory, ServerArguments.ErrorLogFile);
        if (File.Exists(log))
        {
            File.Move(log, $"{log}.previous", overwrite: true);
        }
    }

    private async Task<ServerAnswer> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new MySqlConnection(_rootConnectionString);
            await connection.OpenAsync(cancellationToken);
            return ServerAnswer.Welcome;
        }
        catch (MySqlException exception)
        {
            return exception.ErrorCode == MySqlErrorCode.AccessDenied ? ServerAnswer.Refused : ServerAnswer.NotYet;
        }
    }

    private MySqlServerStartException Failure(string what, bool ended) => ServerStartFailure.Of(_options, what, _output.ToString(), ended);
}
