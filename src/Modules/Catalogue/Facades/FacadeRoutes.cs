using Gongxin.Catalogue.Facades.DataPackage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gongxin.Catalogue.Facades;

// The addresses at which other portals and programs look for a catalogue in a form that they know (decision 0012).
internal static class FacadeRoutes
{
    public static void MapFacades(this IEndpointRouteBuilder host)
    {
        var facades = host.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        facades.MapGet("/datasets/{slug}/" + Metadata.DataPackage.FileName, ReadDataPackage.HandleNewest);
    }
}
