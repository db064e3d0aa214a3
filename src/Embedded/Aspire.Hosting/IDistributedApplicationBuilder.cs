using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application that is still being described.</summary>
public interface IDistributedApplicationBuilder
{
    IServiceCollection Services { get; }

    ConfigurationManager Configuration { get; }

    IHostEnvironment Environment { get; }

    IDistributedApplicationEventing Eventing { get; }

    string AppHostDirectory { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    DistributedApplication Build();
}
