using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using PolicyNotify;
using PolicyNotify.Functions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPolicyNotify(builder.Configuration);
builder.Services.AddFunctions(builder.Configuration);
builder.Build().Run();
