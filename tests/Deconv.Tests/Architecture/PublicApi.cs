using System.Reflection;
using System.Text;

namespace Deconv.Tests.Architecture;

/// <summary>The public interface of an assembly as text, one member a line: what changes in it is seen in a review.</summary>
internal static class PublicApi
{
    /// <summary>Compares with the file beside the tests; with DECONV_APPROVE=1 in the environment writes it instead.</summary>
    public static (string Expected, string Actual) Compare(Assembly assembly, string root, string file)
    {
        string path = Path.Combine(root, file),
            actual = Describe(assembly);
        if (Environment.GetEnvironmentVariable("DECONV_APPROVE") == "1")
            File.WriteAllText(path, actual);
        return (File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type));
            string[] bases =
            [
                .. new[] { type.BaseType }
                    .Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
                    .Concat(type.GetInterfaces())
                    .Select(b => Name(b!))
                    .Order(StringComparer.Ordinal),
            ];
            if (bases.Length > 0 && !type.IsEnum)
                text.Append(" : ").AppendJoin(", ", bases);
            text.Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
                text.Append("  ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Own =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(f => $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), null)}");
        return
        [
            .. type.GetFields(Own)
                .Where(f => f.IsPublic || f.IsFamily)
                .Select(f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}"),
            .. type.GetProperties(Own).Where(p => p.GetAccessors(true).Any(IsSeen)).Select(Property),
            .. type.GetConstructors(Own).Where(IsSeen).Select(c => $"new({Parameters(c)})"),
            .. type.GetMethods(Own)
                .Where(m =>
                    IsSeen(m)
                    && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))
                    && !m.Name.Contains('<', StringComparison.Ordinal)
                )
                .Select(m => $"{Modifier(m)}{Name(m.ReturnType)} {m.Name}{Arguments(m)}({Parameters(m)})"),
        ];
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily;

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(true).Where(IsSeen)];
        bool init = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") == true;
        string set = property.SetMethod is { } s && IsSeen(s)
                ? init
                    ? " init;"
                    : " set;"
                : "",
            get = property.GetMethod is { } g && IsSeen(g) ? " get;" : "";
        string index = property.GetIndexParameters() is { Length: > 0 } indexes
            ? $"[{string.Join(", ", indexes.Select(i => Name(i.ParameterType)))}]"
            : "";
        return $"{Modifier(accessors[0])}{Name(property.PropertyType)} {property.Name}{index} {{{get}{set} }}";
    }

    private static string Modifier(MethodBase method) =>
        method.IsStatic ? "static "
        : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract "
        : method.IsVirtual && !method.IsFinal && !method.DeclaringType!.IsInterface ? "virtual "
        : "";

    private static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method
                .GetParameters()
                .Select(p =>
                    $"{(p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType)} {p.Name}"
                    + $"{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "default"}" : "")}"
                )
        );

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Name(inner) + "?";
        if (type.IsGenericParameter)
            return type.Name;
        string name = type.FullName?.Split('[')[0] ?? $"{type.Namespace}.{type.Name}";
        if (!type.IsGenericType)
            return name;
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
