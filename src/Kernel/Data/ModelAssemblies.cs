using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Data;

/// <summary>The assemblies whose entity maps make up the one model, in a stable order.</summary>
public sealed class ModelAssemblies(IEnumerable<ModelAssemblies.Source> sources)
{
    public IReadOnlyList<Assembly> All { get; } =
        [.. sources.Select(s => s.Assembly).Append(typeof(ModelAssemblies).Assembly).Distinct().OrderBy(a => a.FullName, StringComparer.Ordinal)];

    /// <summary>One assembly with maps.</summary>
    public sealed record Source(Assembly Assembly);
}

/// <summary>Registration of a module's maps.</summary>
public static class ModelRegistration
{
    public static IServiceCollection AddModel(this IServiceCollection services, Assembly assembly) =>
        services.AddSingleton(new ModelAssemblies.Source(assembly));
}
