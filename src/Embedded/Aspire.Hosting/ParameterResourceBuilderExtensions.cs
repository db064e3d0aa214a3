using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds values given from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <param name="publishValueAsDefault">Without effect: nothing is published.</param>
    /// <param name="secret">Keeps the value out of every log and command line.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, value, secret));
}
