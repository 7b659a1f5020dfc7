using System.Xml.Linq;
using Xunit;

namespace Gongxin.Architecture.Tests;

// Rule 1: a module references only Kernel, Contracts and Ui; Kernel only DuckDb; Contracts and Ui only Kernel.
public sealed class ModuleWallTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["DuckDb"] = [],
        ["Kernel"] = ["DuckDb"],
        ["Contracts"] = ["Kernel"],
        ["Ui"] = ["Kernel"],
    };

    private static readonly string[] AllowedToModules = ["Kernel", "Contracts", "Ui"];

    public static TheoryData<string> Projects => [.. Repository.Files("src", "*.csproj").Where(p => !p.StartsWith("src/Host/", StringComparison.Ordinal) && !p.StartsWith("src/Migrations", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_its_room_allows(string project) =>
        Assert.Empty(Forbidden(Path.GetFileNameWithoutExtension(project), XDocument.Parse(Repository.Read(project))));

    [Fact]
    public void The_rule_sees_a_module_that_references_another() =>
        Assert.Equal(["Cases"], Forbidden("Credit", XDocument.Parse("""<Project><ItemGroup><ProjectReference Include="../Cases/Cases.csproj" /></ItemGroup></Project>""")));

    [Fact]
    public void The_rule_sees_a_kernel_that_references_contracts() =>
        Assert.Equal(["Contracts"], Forbidden("Kernel", XDocument.Parse("""<Project><ItemGroup><ProjectReference Include="../Contracts/Contracts.csproj" /></ItemGroup></Project>""")));

    [Fact]
    public void Every_module_folder_has_exactly_one_project_of_its_name()
    {
        Assert.NotEmpty(Repository.Modules);
        foreach (var module in Repository.Modules)
        {
            Assert.Equal([$"src/Modules/{module}/{module}.csproj"], Repository.Files($"src/Modules/{module}", "*.csproj"));
        }
    }

    private static IEnumerable<string> Forbidden(string name, XDocument project) =>
        from reference in project.Descendants("ProjectReference")
        let target = Path.GetFileNameWithoutExtension((string?)reference.Attribute("Include")) ?? ""
        where !Allowed.GetValueOrDefault(name, AllowedToModules).Contains(target)
        select target;
}
