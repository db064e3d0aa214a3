namespace MySqlRuntime.Fetching;

/// <inheritdoc cref="IPackageUnpacker"/>
internal sealed class DpkgUnpacker : IPackageUnpacker
{
    public async Task UnpackAsync(string packageFile, string root, CancellationToken cancellationToken)
    {
        var result = await ExternalProgram.RunAsync(new CommandLine("dpkg-deb").ToStartInfo("-x", packageFile, root), cancellationToken)
            ?? throw MySqlUnavailableException.NoApt("dpkg-deb", null);
        if (!result.Succeeded)
        {
            File.Delete(packageFile);
            throw MySqlUnavailableException.UnpackFailed(Path.GetFileName(packageFile), result.LastWords());
        }
    }
}
