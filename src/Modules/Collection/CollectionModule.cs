using Gongxin.Kernel.Errors;
using Gongxin.Ui.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Collection;

public static class CollectionModule
{
    public static IServiceCollection AddCollection(this IServiceCollection services)
    {
        services.AddProblemTexts<CollectionText>();
        services.AddMenuEntry<CollectionText>(43, "/collection/checks", "Menu.Checks");
        return services;
    }
}
