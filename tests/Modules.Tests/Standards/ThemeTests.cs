using System.Globalization;
using System.Resources;
using Gongxin.Catalogue;
using Gongxin.Catalogue.Datasets;
using Gongxin.Standards.CodeLists;

namespace Gongxin.Modules.Tests.Standards;

// The catalogue names its themes in its own texts; this keeps them equal to the code list they come from.
public sealed class ThemeTests
{
    private static readonly CodeListFiles Lists = new(CodeListFiles.FolderBesideTheProgram);

    [Fact]
    public void The_themes_of_the_catalogue_are_the_open_data_domains() =>
        Assert.Equal(Lists.Find("open-data-domains")!.Items.Select(i => i.Code).Order(StringComparer.Ordinal), Themes.All);

    [Fact]
    public void They_have_the_names_of_the_list()
    {
        var texts = new ResourceManager(typeof(CatalogueText));
        Assert.All(Lists.Find("open-data-domains")!.Items, domain =>
            Assert.Equal(domain.Name.Zh, texts.GetString("Theme." + domain.Code, CultureInfo.GetCultureInfo("zh-Hans"))));
    }
}
