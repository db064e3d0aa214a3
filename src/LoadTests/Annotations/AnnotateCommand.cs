using LoadTests.CommandLine;
using LoadTests.Configuration;
using LoadTests.History;

namespace LoadTests.Annotations;

/// <summary><c>annotate</c>: into the running tests' timeline first, so that a Grafana that is down costs no mark; then to Grafana.</summary>
internal sealed class AnnotateCommand(AnnotateOptions options, GrafanaSettings? grafana, TimeProvider time, TextWriter output, TextWriter errors)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var at = options.At is { } milliseconds ? milliseconds * 1000 : (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var annotation = new Annotation(at, options.Title, options.Text);
        try
        {
            AnnotationFile.Append(options.Folder, annotation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"error: {Path.Combine(options.Folder, AnnotationFile.Name)} cannot be written: {failure.Message}");
            return ExitCode.Error;
        }

        output.WriteLine($"✓ {Path.Combine(options.Folder, AnnotationFile.Name)}");
        if (grafana is null)
        {
            output.WriteLine("- Grafana: not configured (GRAFANA_URL)");
            return ExitCode.Passed;
        }

        if (await GrafanaAnnotations.PostAsync(grafana, annotation, cancellation) is { } failed)
        {
            errors.WriteLine($"error: {failed}");
            return ExitCode.Error;
        }

        output.WriteLine($"✓ {grafana.Url}");
        return ExitCode.Passed;
    }
}
