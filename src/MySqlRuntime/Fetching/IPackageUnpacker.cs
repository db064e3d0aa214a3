namespace MySqlRuntime.Fetching;

/// <summary>Unpacks one package file into a root folder, as dpkg-deb -x does.</summary>
internal interface IPackageUnpacker
{
    /// <exception cref="MySqlUnavailableException">The file is broken or the disk is full.</exception>
    Task UnpackAsync(string packageFile, string root, CancellationToken cancellationToken);
}
