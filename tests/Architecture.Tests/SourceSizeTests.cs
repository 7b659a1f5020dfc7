using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Gongxin.Architecture.Tests;

// Rule 12: limits of files, methods and constructors; no regions; no broad catch outside the three places that may.
public sealed class SourceSizeTests
{
    private const int FileLinesMax = 400;
    private const int RazorLinesMax = 250;
    private const int MethodLinesMax = 70;
    private const int DependenciesMax = 5;

    // The job runner, the outbox and the outermost handlers may catch all (style 19); so do callbacks
    // from native code, through which no exception may pass.
    private static readonly string[] MayCatchAll = ["OperationRunner.cs", "JobRunner.cs", "OutboxDispatcher.cs", "ScalarFunction.cs", "TableFunction.cs"];

    public static TheoryData<string> CSharp => [.. Repository.Files("src", "*.cs").Where(f => !f.StartsWith("src/Migrations", StringComparison.Ordinal))];

    public static TheoryData<string> Razor => [.. Repository.Files("src", "*.razor")];

    [Theory, MemberData(nameof(CSharp))]
    public void A_file_keeps_within_its_limits(string file) => Assert.Empty(Faults(file, Repository.Read(file)));

    [Theory, MemberData(nameof(Razor))]
    public void A_page_or_part_keeps_within_its_lines(string file) =>
        Assert.True(Repository.Read(file).Count(c => c == '\n') <= RazorLinesMax, $"{file} has more than {RazorLinesMax} lines: move parts out.");

    [Fact]
    public void The_rule_sees_each_kind_of_fault()
    {
        Assert.Contains(Faults("A.cs", "class A { void M() { " + string.Concat(Enumerable.Repeat("\n;", MethodLinesMax + 1)) + "} }"), f => f.Contains("method M"));
        Assert.Contains(Faults("A.cs", "class A(int a, int b, int c, int d, int e, int f);"), f => f.Contains("constructor of A"));
        Assert.Contains(Faults("A.cs", "class A {\n#region X\n#endregion\n}"), f => f.Contains("region"));
        Assert.Contains(Faults("A.cs", "class A { void M() { try { } catch (System.Exception) { } } }"), f => f.Contains("catches everything"));
        Assert.Contains(Faults("A.cs", "class A { void M() { try { } catch { } } }"), f => f.Contains("catches everything"));
        Assert.Contains(Faults("A.cs", string.Concat(Enumerable.Repeat("\n", FileLinesMax + 1))), f => f.Contains("lines"));
        Assert.Empty(Faults("A.cs", "class A { void M() { try { } catch (System.Exception e) when (e is System.IO.IOException) { } } }"));
    }

    private static List<string> Faults(string file, string text)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        var faults = new List<string>();
        if (text.Count(c => c == '\n') > FileLinesMax)
        {
            faults.Add($"{file} has more than {FileLinesMax} lines: split it by idea.");
        }

        if (root.DescendantTrivia().Any(t => t.IsKind(SyntaxKind.RegionDirectiveTrivia)))
        {
            faults.Add($"{file} has a region: split it instead.");
        }

        faults.AddRange(root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(m => Lines(m) > MethodLinesMax)
            .Select(m => $"{file}: method {m.Identifier.Text} has more than {MethodLinesMax} lines."));
        faults.AddRange(root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(c => c.ParameterList?.Parameters.Count > DependenciesMax)
            .Select(c => $"{file}: the constructor of {c.Identifier.Text} has more than {DependenciesMax} dependencies."));
        if (!MayCatchAll.Contains(Path.GetFileName(file)))
        {
            faults.AddRange(root.DescendantNodes().OfType<CatchClauseSyntax>()
                .Where(c => c.Filter is null && (c.Declaration is null || c.Declaration.Type.ToString() is "Exception" or "System.Exception"))
                .Where(c => !c.Block.Statements.Any(s => s is ThrowStatementSyntax { Expression: null }))
                .Select(c => $"{file}: line {c.GetLocation().GetLineSpan().StartLinePosition.Line + 1} catches everything: name what is expected."));
        }

        return faults;
    }

    private static int Lines(MethodDeclarationSyntax method)
    {
        var span = method.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
