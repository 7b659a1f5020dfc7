using System.Reflection;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Gongxin.Architecture.Tests;

// Rule 3: public in a module are the module class, its permissions and texts, pages and parts, view and form records, and the
// page query class.
public sealed class PublicTypeTests
{
    public static TheoryData<string> Modules => [.. Assemblies.Modules.Select(Assemblies.NameOf)];

    [Theory, MemberData(nameof(Modules))]
    public void A_module_shows_only_what_pages_and_the_host_need(string module)
    {
        var shown = Assembly.Load($"Gongxin.{module}").GetExportedTypes().Where(Assemblies.IsOwn).Where(t => !IsAllowed(t)).Select(t => t.FullName);
        Assert.Empty(shown);
    }

    [Fact]
    public void The_rule_sees_a_public_service() => Assert.False(IsAllowed(typeof(Planted)));

    [Fact]
    public void The_rule_allows_a_view_record() => Assert.True(IsAllowed(typeof(PlantedView)));

    private static bool IsAllowed(Type type) =>
        type.IsEnum
        || typeof(IComponent).IsAssignableFrom(type)
        || IsRecord(type)
        || (type.IsAbstract && type.IsSealed)
        || type.Name.EndsWith("Text", StringComparison.Ordinal)
        || type.Name.EndsWith("Queries", StringComparison.Ordinal) || type.Name.EndsWith("Reads", StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsAllowed(outer));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    public sealed class Planted;

    public sealed record PlantedView(int Value);
}
