namespace Gongxin.Portal.Docs;

// Names the texts that describe the API: one per operation ("GET /api/v1/…") and per parameter ("Parameter.name", or
// "Parameter./api/v1/….name" where the same name means something else).
public sealed class ApiText;
