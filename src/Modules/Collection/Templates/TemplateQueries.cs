using System.Globalization;
using Gongxin.Contracts.Standards;

namespace Gongxin.Collection.Templates;

// What the pages show of templates, in the reader's language.
public sealed class TemplateQueries
{
    private readonly ReadyTemplates _templates;
    private readonly ICodeLists _lists;

    internal TemplateQueries(ReadyTemplates templates, ICodeLists lists) => (_templates, _lists) = (templates, lists);

    public IReadOnlyList<TemplateItem> List() => [.. _templates.All.Select(TemplateItem.Of)];

    public TemplateView Read(string code) => TemplateView.Of(_templates.Get(code));

    public string Content(string code) => _lists.Item("association-collection-contents", code)?.Name.In(CultureInfo.CurrentUICulture) ?? code;

    public string Cycle(string code) => _lists.Item("update-cycles", code)?.Name.In(CultureInfo.CurrentUICulture) ?? code;

    public static string Pick(string chinese, string? english) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" || string.IsNullOrEmpty(english) ? chinese : english;
}
