using Gongxin.Catalogue.Facades.Records;

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

internal static class PackageActions
{
    public static async Task List(CkanCall call)
    {
        var offset = call.Given.Number("offset", 0, int.MaxValue);
        var limit = call.Given.Number("limit", int.MaxValue, int.MaxValue);
        call.Result.WriteStartArray();
        await foreach (var slug in call.Records.SlugsAsync(offset, limit).WithCancellation(call.Ct))
        {
            call.Result.WriteStringValue(slug);
        }

        call.Result.WriteEndArray();
    }

    public static async Task Show(CkanCall call)
    {
        var record = await call.Records.FindAsync(call.Given.Text("id") ?? call.Given.Text("name_or_id") ?? throw CatalogueRefusals.ParameterMissing("id"), call.Ct);
        PackageJson.Write(call, record);
    }

    public static async Task ShowResource(CkanCall call)
    {
        var id = call.Given.Needed("id");
        var (record, kind) = await call.Records.FindResourceAsync(id, call.Ct) ?? throw CatalogueRefusals.ResourceNotFound(id);
        PackageJson.WriteResource(call, record, kind);
    }
}
