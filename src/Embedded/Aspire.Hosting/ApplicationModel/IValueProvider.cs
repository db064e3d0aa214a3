namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known once the application has been laid out.</summary>
public interface IValueProvider
{
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}
