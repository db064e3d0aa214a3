using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with values in it that are known only when a resource starts: addresses, ports, secrets.</summary>
public sealed class ReferenceExpression : IValueProvider, IManifestExpressionProvider
{
    private readonly string[] expressions;

    private ReferenceExpression(string format, IValueProvider[] providers, string[] expressions)
    {
        Format = format;
        ValueProviders = providers;
        this.expressions = expressions;
    }

    /// <summary>A composite format string; its items are <see cref="ValueProviders"/>.</summary>
    public string Format { get; }

    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. expressions]);

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var values = new object?[ValueProviders.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = await ValueProviders[index].GetValueAsync(cancellationToken);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>Lets <c>$"…{endpoint}…"</c> become a <see cref="ReferenceExpression"/> whose values are read at the start.</summary>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler
    {
        private readonly StringBuilder format;
        private readonly List<IValueProvider> providers;
        private readonly List<string> expressions;

        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
        {
            format = new StringBuilder(literalLength + (formattedCount * 4));
            providers = new List<IValueProvider>(formattedCount);
            expressions = new List<string>(formattedCount);
        }

        public readonly void AppendLiteral(string value) => format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

        public readonly void AppendFormatted(string? value) => AppendLiteral(value ?? string.Empty);

        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
        {
            format.Append(CultureInfo.InvariantCulture, $"{{{providers.Count}}}");
            providers.Add(valueProvider);
            expressions.Add(valueProvider.ValueExpression);
        }

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource);

        internal readonly ReferenceExpression ToExpression() => new(format.ToString(), [.. providers], [.. expressions]);
    }
}
