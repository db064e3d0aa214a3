using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What is known of a resource before it starts.</summary>
public static class CustomResourceExtensions
{
    public static IResourceBuilder<TResource> WithInitialState<TResource>(this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot)
        where TResource : IResource => builder.WithAnnotation(new InitialStateAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
}
