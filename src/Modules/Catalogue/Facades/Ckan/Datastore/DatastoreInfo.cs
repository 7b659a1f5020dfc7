using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Facades.Ckan.Datastore;

internal static class DatastoreInfo
{
    public static async Task Run(CkanCall call)
    {
        var table = await DatastoreTable.FindAsync(call.Services, call.Given.Text("id") ?? call.Given.Needed("resource_id"), call.Ct);
        call.Result.WriteStartObject();
        call.Result.WriteStartObject("meta");
        call.Result.WriteString("id", table.Id);
        call.Result.WriteNumber("count", table.Version.RowCount);
        call.Result.WriteString("table_type", "BASE TABLE");
        call.Result.WriteEndObject();
        DatastoreJson.WriteFields(call.Result, table.HasRowId, table.Version.Schema.Columns);
        call.Result.WriteEndObject();
    }
}
