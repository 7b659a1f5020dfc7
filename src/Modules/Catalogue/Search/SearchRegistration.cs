using Gongxin.Catalogue.Search.Synonyms;
using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Catalogue.Search;

internal static class SearchRegistration
{
    public static void AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<LiveIndex>();
        services.AddSingleton<SynonymBook>();
        services.AddScoped<SearchSource>();
        services.AddScoped<DatasetSearch>();
        services.AddScoped<SearchCheck>();
        services.AddScoped<SearchControl>();
        services.AddScoped<ISearchStatus>(provider => provider.GetRequiredService<SearchControl>());
        services.AddScoped<ISearchIndexing, SearchIndexing>();
        services.AddScoped<SynonymEdits>();
        services.AddScoped(provider => new SearchQueries(
            provider.GetRequiredService<SearchControl>(), provider.GetRequiredService<SearchCheck>(), provider.GetRequiredService<SynonymEdits>()));
        services.AddJob<FollowLedger>(Every.Seconds(1));
        services.AddMenuEntry<CatalogueText>(62, "/search", "Menu.Search", isPublic: false);
    }

    public static void MapSearch(this IEndpointRouteBuilder host)
    {
        var search = host.MapGroup("/api/v1/search").WithTags("Search");
        search.MapGet("/suggest", SuggestDatasets.Handle).AllowAnonymous();
        search.MapGet("/status", ReadSearchStatus.Handle).AllowAnonymous();
        search.MapPost("/rebuild", RebuildSearch.Handle).Requires(CataloguePermissions.Search);
        search.MapPost("/check", CheckSearch.Handle).Requires(CataloguePermissions.Search);
        search.MapGet("/synonyms", ReadSynonyms.Handle).AllowAnonymous();
        search.MapPut("/synonyms", ReplaceSynonyms.Handle).Requires(CataloguePermissions.Search);
    }
}
