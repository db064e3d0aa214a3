using System.Globalization;
using System.Reflection;
using System.Text;

namespace Hosting.Tests.Surface;

/// <summary>Writes the public types and members of an assembly as lines that can be compared and read.</summary>
internal static class PublicSurface
{
    private const BindingFlags OwnPublic = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(KindOf(type)).Append(' ').Append(NameOf(type, full: true)).AppendLine();
            foreach (var member in type.GetMembers(OwnPublic).Where(member => !IsGenerated(type, member)).Select(Describe).OfType<string>().Order(StringComparer.Ordinal))
            {
                text.Append("    ").AppendLine(member);
            }
        }

        return text.ToString();
    }

    /// <summary>Each member with its type before it, so that lists can be compared as sets.</summary>
    public static IEnumerable<string> Qualify(IEnumerable<string> description)
    {
        var type = string.Empty;
        foreach (var line in description.Where(line => line.Length > 0))
        {
            type = line[0] == ' ' ? type : line;
            yield return line[0] == ' ' ? $"{type} :: {line.Trim()}" : line;
        }
    }

    private static string KindOf(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ => "class",
    };

    /// <summary>What the compiler adds to records is not a decision of ours.</summary>
    private static bool IsGenerated(Type type, MemberInfo member) => type.GetMethod("<Clone>$") is not null
        && member is MethodInfo method
        && !(method.IsSpecialName && method.Name == "op_Implicit");

    private static string? Describe(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } accessor => accessor.Name.StartsWith("op_Implicit", StringComparison.Ordinal) ? $"implicit {Signature(accessor)}" : null,
        MethodInfo method => $"{(method.IsStatic ? "static " : string.Empty)}{NameOf(method.ReturnType)}{Nullness(method.ReturnParameter)} {method.Name}{Generics(method)}{Signature(method)}",
        ConstructorInfo constructor => $"new{Signature(constructor)}",
        PropertyInfo property => $"{NameOf(property.PropertyType)}{Nullness(property)} {property.Name} {{ {Accessors(property)}}}",
        FieldInfo { IsSpecialName: true } => null,
        FieldInfo field when field.DeclaringType!.IsEnum => $"{field.Name} = {Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        FieldInfo field => $"static {NameOf(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static string Accessors(PropertyInfo property) => string.Concat(property.GetAccessors().Select(accessor => accessor.ReturnType == typeof(void) ? "set; " : "get; "));

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Constrained))}>" : string.Empty;

    private static string Constrained(Type parameter)
    {
        var constraints = parameter.GetGenericParameterConstraints().Select(constraint => NameOf(constraint)).Order(StringComparer.Ordinal).ToList();
        return constraints.Count == 0 ? parameter.Name : $"{parameter.Name} : {string.Join(" & ", constraints)}";
    }

    private static string Signature(MethodBase method) => $"({string.Join(", ", method.GetParameters().Select(Describe))})";

    private static string Describe(ParameterInfo parameter)
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : parameter.IsIn ? "in " : parameter.IsOut ? "out " : string.Empty;
        var value = !parameter.HasDefaultValue ? string.Empty : $" = {parameter.DefaultValue switch { null => "default", bool flag => flag ? "true" : "false", var other => other }}";
        return $"{prefix}{NameOf(parameter.ParameterType)}{Nullness(parameter)} {parameter.Name}{value}";
    }

    private static string Nullness(PropertyInfo property) => Nullness(property.PropertyType, Nullability.Create(property));

    private static string Nullness(ParameterInfo parameter) => Nullness(parameter.ParameterType, Nullability.Create(parameter));

    /// <summary>Of the value itself; a value type says it by its name.</summary>
    private static string Nullness(Type type, NullabilityInfo info) => !type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : string.Empty;

    private static string NameOf(Type type, bool full = false)
    {
        if (type.IsByRef)
        {
            return NameOf(type.GetElementType()!, full);
        }

        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!, full)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return $"{NameOf(inner)}?";
        }

        var name = type.IsNested && !type.IsGenericParameter ? $"{NameOf(type.DeclaringType!, full)}.{type.Name}" : full && !type.IsGenericParameter ? $"{type.Namespace}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(argument => NameOf(argument)))}>" : name;
    }
}
