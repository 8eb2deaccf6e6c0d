-- A unit may take its post by secure digital communication (SDK): letters to it are dropped for the forwarder. A person may choose digital
-- post: reach_choices.channel is then 'post'.
alter table units add column sdk_address {text}; -- the functional address; null while the unit takes no post that way
