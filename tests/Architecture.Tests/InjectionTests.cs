using System.Reflection;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Gongxin.Architecture.Tests;

// Rule 11: only pages and layouts are injected with data; parts take values, and text.
public sealed class InjectionTests
{
    private static readonly string[] Text = ["IStringLocalizer`1", "IStringLocalizer"];

    public static TheoryData<Type> Parts =>
        [.. Assemblies.All.SelectMany(a => a.GetTypes()).Where(t => typeof(IComponent).IsAssignableFrom(t) && !IsPage(t))];

    [Theory, MemberData(nameof(Parts))]
    public void A_part_is_injected_with_text_only(Type part) => Assert.Empty(Injected(part));

    [Fact]
    public void The_rule_sees_a_part_that_reads_data() => Assert.Equal(["TimeProvider"], Injected(typeof(PlantedPart)));

    private static bool IsPage(Type type) =>
        type.GetCustomAttributes<RouteAttribute>().Any() || typeof(LayoutComponentBase).IsAssignableFrom(type) || type.IsAbstract;

    private static IEnumerable<string> Injected(Type part) =>
        part.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(p => p.GetCustomAttribute<InjectAttribute>() is not null)
            .Select(p => p.PropertyType.Name)
            .Where(n => !Text.Contains(n));

    private sealed class PlantedPart : ComponentBase
    {
        [Inject] private TimeProvider Clock { get; set; } = null!;
    }
}
