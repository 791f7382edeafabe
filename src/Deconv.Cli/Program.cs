using Deconv.Cli;
using Deconv.Cli.Output;

return await Application.RunAsync(args, StandardStreams.Output(), StandardStreams.Error());
