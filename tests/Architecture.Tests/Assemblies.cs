using System.Reflection;

namespace Gongxin.Architecture.Tests;

// The program's assemblies, found beside the test.
internal static class Assemblies
{
    public static IReadOnlyList<Assembly> Modules { get; } = [.. Repository.Modules.Select(m => Assembly.Load($"Gongxin.{m}"))];

    public static Assembly Kernel { get; } = Assembly.Load("Gongxin.Kernel");
    public static Assembly Contracts { get; } = Assembly.Load("Gongxin.Contracts");
    public static Assembly Ui { get; } = Assembly.Load("Gongxin.Ui");
    public static Assembly Host { get; } = Assembly.Load("gongxin");

    public static IEnumerable<Assembly> All => [.. Modules, Kernel, Contracts, Ui, Host];

    public static string NameOf(Assembly assembly) => assembly.GetName().Name!.Replace("Gongxin.", "", StringComparison.Ordinal);

    // Written by a person: not made by the compiler or the Razor generator.
    public static bool IsOwn(Type type) =>
        !type.Name.Contains('<') && type.Name != "_Imports" && type.Namespace?.StartsWith("Gongxin", StringComparison.Ordinal) is true
        && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null;
}
