namespace MySqlRuntime.Containers;

/// <summary>
/// The client programs of an image as programs of this machine: two scripts, <c>mysqldump</c> and <c>mysql</c>, that run the image's own.
/// So the machine needs no MySQL at all, and a dump is made by the client that belongs to the server.
/// </summary>
public static class ClientScripts
{
    private static readonly string[] Programs = ["mysqldump", "mysql"];

    /// <summary>Writes both into <paramref name="folder"/>, which is created.</summary>
    /// <param name="runFolder">The folder of the run, for the containers' label.</param>
    /// <returns>The path of mysqldump; mysql is beside it.</returns>
    public static string Write(MySqlImage image, string folder, string runFolder)
    {
        Directory.CreateDirectory(folder);
        foreach (var program in Programs)
        {
            var path = Path.Combine(folder, program);
            File.WriteAllText(path, Script(image, program, runFolder));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return Path.Combine(folder, Programs[0]);
    }

    /// <summary>The option file, which holds the password, is shown to the container under its own name; label=disable, for SELinux would hide it.</summary>
    internal static string Script(MySqlImage image, string program, string runFolder) => $$"""
        #!/bin/sh
        for argument in "$@"; do
          case $argument in --defaults-file=*) file=${argument#*=} ;; esac
        done
        exec {{Quote(image.Engine.File)}} run --rm --interactive --network=host --log-driver=none --security-opt=label=disable \
          --label={{Quote($"{MySqlContainer.FolderLabel}={runFolder}")}} ${file:+"--volume=$file:$file:ro"} --entrypoint={{program}} {{Quote(image.Name)}} "$@"

        """;

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
