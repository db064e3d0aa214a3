using Microsoft.Extensions.Options;

namespace FakeDoktoriApi;

/// <summary>Every fault of the configuration at once.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Runs the validation of all options now, before anything is built from them.</summary>
    public static void ThrowIfInvalid(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException exception)
        {
            throw new ConfigurationException([.. exception.Failures]);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            throw new ConfigurationException([.. exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)]);
        }
        catch (InvalidOperationException exception)
        {
            // A value that is not even of its type.
            throw new ConfigurationException([exception.Message]);
        }
    }
}
